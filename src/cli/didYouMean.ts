// Did you mean: the compiler's guess, for verbs and flags.

export { didYouMean } from '../compile/source/suggest.ts';
