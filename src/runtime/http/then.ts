// Then: a step after a value that most often is there already. Waiting for it all the same would cost each request.

export type Maybe<Value> = Value | Promise<Value>;

/** `next` of a value, at once where it is no promise. */
export function then<Value, Result>(
  value: Maybe<Value>,
  next: (value: Value) => Maybe<Result>,
): Maybe<Result> {
  return value instanceof Promise ? value.then(next) : next(value);
}
