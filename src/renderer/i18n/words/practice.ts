/** Practising beside the real station, and the guided tour. */
import type { Catalogue } from '../catalogue.ts';

export const practiceWords = {
  'practice.menu': { vi: 'Luyện tập', en: 'Practice' },
  'practice.tour': { vi: 'Mở hướng dẫn từng bước', en: 'Show the guided tour' },
  'practice.as': { vi: 'Đóng vai {role}', en: 'Play the {role}' },
  'practice.preparing': { vi: 'Đang chuẩn bị hồ sơ mẫu…', en: 'Preparing the sample records…' },
  'practice.reset': { vi: 'Làm lại từ ngày đầu', en: 'Start again from the first day' },
  'practice.leave': { vi: 'Thôi tập, về trạm thật', en: 'Leave, back to the real station' },
  'practice.wasReset': {
    vi: 'Trạm luyện tập đã trở lại như ngày đầu.',
    en: 'The practice station is as on the first day again.',
  },
  'tour.title': { vi: 'Tập từng bước', en: 'Step by step' },
  'tour.finished': { vi: 'Xong cả rồi. Mời tập thêm tùy ý.', en: 'All done. Practise on as you like.' },
  'tour.close': { vi: 'Đóng hướng dẫn', en: 'Close the tour' },
  'tour.done': { vi: 'xong', en: 'done' },
  'tour.open': { vi: 'chưa làm', en: 'not done yet' },
  'tour.go': { vi: 'Đến đó', en: 'Go there' },
  'tour.goAs': { vi: 'Đóng vai {role} và đến đó', en: 'Play the {role} and go there' },
  'tour.look': { vi: 'Xem việc đang ở đâu', en: 'See where the work stands' },
  'tour.lookHow': {
    vi: 'Ba hồ sơ mẫu đã được quét. Máy đang làm sạch và đọc từng trang; con số ở cột trái là việc chờ bạn.',
    en: 'Three sample dossiers were scanned. The machine is cleaning and reading each page; the numbers at the left wait for you.',
  },
  'tour.describe': { vi: 'Xác nhận mô tả một văn bản', en: 'Confirm the description of a document' },
  'tour.describeHow': {
    vi: 'Máy đề xuất số, ngày, trích yếu và chỉ chỗ đọc được trên trang. Xem rồi bấm Enter; Tab đi qua các chỗ máy còn ngờ. Làm hết văn bản của một hồ sơ.',
    en: 'The machine proposes number, date and subject and shows where it read them. Look, then press Enter; Tab walks what it doubts. Finish the documents of one dossier.',
  },
  'tour.approve': { vi: 'Kiểm tra và duyệt một hồ sơ', en: 'Verify and approve a dossier' },
  'tour.approveHow': {
    vi: 'Người khác phải xem lại: không ai duyệt việc của chính mình. Lật từng trang bằng phím cách, đạt thì duyệt, chưa đạt thì trả lại kèm lý do.',
    en: 'Somebody else must look: nobody approves their own work. Turn the pages with Space, approve what is right, return what is not with a reason.',
  },
  'tour.send': { vi: 'Gửi và nhận biên nhận', en: 'Send, and get the receipt' },
  'tour.sendHow': {
    vi: 'Hồ sơ được duyệt tự đóng gói và gửi lên kho lưu trữ luyện tập. Chỉ biên nhận có chữ ký đúng mới là xong.',
    en: 'An approved dossier packs itself and goes to the practice archive. Only a receipt whose signature is right means done.',
  },
  'tour.search': { vi: 'Tìm lại một trang', en: 'Find a page again' },
  'tour.searchHow': {
    vi: 'Gõ vài chữ còn nhớ, có dấu hay không dấu. Máy tìm trong chữ của mọi trang và tô chỗ tìm thấy.',
    en: 'Type a few words you remember, with or without marks. The machine searches every page and marks what it found.',
  },
} as const satisfies Catalogue;
