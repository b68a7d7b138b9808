// V8: which one this is, where one needs to be treated in its own way.

/** Whether it is V8 11, which Node 20 has. */
export const isV8Eleven = (): boolean => Number.parseInt(process.versions.v8, 10) === 11;
