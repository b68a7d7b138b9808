// Words: a command line as Asterisk itself takes it apart.

/** Blanks part words, quotes keep them together, and a backslash takes the next character as it is. */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  let [word, isQuoted, isOpen] = ['', false, false];
  for (let index = 0; index < line.length; index++) {
    const character = line.charAt(index);
    if (character === '"') [isQuoted, isOpen] = [!isQuoted, true];
    else if (/[ \t]/.test(character) && !isQuoted) {
      if (isOpen) words.push(word);
      [word, isOpen] = ['', false];
    } else [word, isOpen] = [word + (character === '\\' ? line.charAt(++index) : character), true];
  }
  return isOpen ? [...words, word] : words;
}
