import { errorKinds } from './kind.ts';

const untouched = { vi: 'Tệp gốc còn nguyên; các tệp khác vẫn được nhập.', en: 'The original file is untouched; every other file went on.' };

/** Step 1: what can be wrong with paper's first image. `{name}` is the file's base name. */
export const captureErrors = errorKinds({
  FILE_EMPTY: {
    retryable: false,
    exit: 3,
    vi: { what: 'Tệp {name} rỗng (0 byte).', safe: untouched.vi, todo: 'Quét hoặc sao chép lại tệp này.' },
    en: { what: 'File {name} is empty (0 bytes).', safe: untouched.en, todo: 'Scan or copy this file again.' },
  },
});
