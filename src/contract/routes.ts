// Routes: what the AGI app `route` does with a dialled number.

/** One step; `else` is what follows when it was not answered. */
export type Route =
  | { say: string; else?: Route }
  | { ring: string[]; seconds: number; else?: Route }
  | { dial: string; seconds: number; else?: Route }
  | { voicemail: string }
  | { hangup: true };

/** The text of routes.json: valid JSON, one route a line, sorted by number. */
export function* printRoutes(routes: Iterable<[string, Route]>): Iterable<string> {
  yield '{';
  let separator = '\n';
  for (const [number, route] of [...routes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    yield `${separator}${JSON.stringify(number)}:${JSON.stringify(route)}`;
    separator = ',\n';
  }
  yield '\n}\n';
}
