import { auditWords } from './words.ts';

/** Pages put in order. */
export const pagesActions = auditWords({
  'pages.rotate': { vi: 'Xoay {pages} trang của hồ sơ {subject}', en: 'Turned {pages} pages of dossier {subject}' },
  'pages.move': { vi: 'Chuyển chỗ {pages} trang của hồ sơ {subject}', en: 'Moved {pages} pages of dossier {subject}' },
  'pages.split': { vi: 'Tách văn bản trong hồ sơ {subject}', en: 'Split a document of dossier {subject}' },
  'pages.join': { vi: 'Ghép {documents} văn bản của hồ sơ {subject}', en: 'Joined {documents} documents of dossier {subject}' },
  'pages.toTray': {
    vi: 'Bỏ {pages} trang của hồ sơ {subject} vào khay',
    en: 'Put {pages} pages of dossier {subject} into the tray',
  },
  'pages.restore': {
    vi: 'Lấy lại {pages} trang từ khay của hồ sơ {subject}',
    en: 'Took {pages} pages of dossier {subject} back from the tray',
  },
  'pages.reorder': {
    vi: 'Đổi thứ tự văn bản trong hồ sơ {subject}',
    en: 'Put the documents of dossier {subject} in another order',
  },
  'pages.replace': { vi: 'Thay trang trong hồ sơ {subject}', en: 'Replaced a page of dossier {subject}' },
  'pages.rescan': { vi: 'Quét lại một trang của hồ sơ {subject}', en: 'Scanned a page of dossier {subject} again' },
  'pages.undo': { vi: 'Hoàn tác việc xếp trang trong hồ sơ {subject}', en: 'Undid an ordering of pages in dossier {subject}' },
  'pages.redo': { vi: 'Làm lại việc xếp trang trong hồ sơ {subject}', en: 'Redid an ordering of pages in dossier {subject}' },
});
