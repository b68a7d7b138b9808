// Usage: a command line that cannot be understood.

/** An error that ends the program with exit code 2. */
export function usageError(message: string): Error {
  return Object.assign(new Error(message), { code: 'ERR_PARSE_ARGS_USAGE' });
}
