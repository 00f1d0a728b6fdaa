/**
 * Tells zod first, and only then fetches the rest, which makes its parsers while it is loaded. Two static imports in this order would not
 * do: what several screens share is bundled apart, and runs before the file that imports it.
 */
import './app/zod-without-eval.ts';

void import('./window.tsx');
