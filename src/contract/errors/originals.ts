/** What is said of a file in more than one room. */
export const otherFilesGoOn = {
  vi: 'Tệp gốc còn nguyên; các tệp khác vẫn được nhập.',
  en: 'The original is untouched; every other file went on.',
};
export const splitFile = {
  vi: 'Tách tệp thành nhiều phần rồi nhập lại.',
  en: 'Split the file into parts and import them.',
};
