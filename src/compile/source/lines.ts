// Lines: offsets into a text as line and column.

/** Turns an offset into line and column, both from 1. */
export function lineAndColumn(text: string): (offset: number) => { line: number; column: number } {
  const starts = startsOf(text);
  return offset => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

// A large file with many findings is asked for their places one after the other.
let lately = { text: '', starts: [0] };

function startsOf(text: string): number[] {
  if (lately.text === text) return lately.starts;
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  lately = { text, starts };
  return starts;
}
