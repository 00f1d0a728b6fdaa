/**
 * What react-aria itself says to screen readers (dragging by keyboard, suggestions, selections), in Vietnamese: the library ships no
 * Vietnamese. It reads them from the window once, by the name of its package, so they are put there before the first screen. All its
 * packages are here (the rest in aria-words-rest.ts): a component whose words are missing throws when it is first shown.
 */
import { ariaWordsRest } from './aria-words-rest.ts';

export interface Formatter {
  readonly number: (value: number) => string;
  readonly select: (options: Record<string, string | (() => string)>, value: string) => string;
}
export type AriaWords = Readonly<Record<string, Readonly<Record<string, Words>>>>;
type Words = string | ((args: Record<string, string | number | boolean>, formatter: Formatter) => string);

const n = (value: unknown, formatter: Formatter) => formatter.number(Number(value));

export const ariaWords: AriaWords = {
  ...ariaWordsRest,
  'react-aria-components': {
    selectPlaceholder: 'Chọn một mục',
    tableResizer: 'Đổi cỡ cột',
    dropzoneLabel: 'Chỗ thả tệp',
    colorSwatchPicker: 'Bảng màu',
  },
  '@react-aria/overlays': { dismiss: 'Đóng' },
  '@react-aria/autocomplete': { collectionLabel: 'Gợi ý' },
  '@react-aria/menu': { longPressMessage: 'Nhấn giữ, hoặc bấm Alt + mũi tên xuống để mở' },
  '@react-aria/numberfield': {
    decrease: ({ fieldLabel }) => `Giảm ${String(fieldLabel)}`,
    increase: ({ fieldLabel }) => `Tăng ${String(fieldLabel)}`,
    numberField: 'Ô số',
  },
  '@react-aria/spinbutton': { Empty: 'Trống' },
  '@react-aria/grid': {
    deselectedItem: ({ item }) => `Đã bỏ chọn ${String(item)}.`,
    select: 'Chọn',
    selectedCount: ({ count }, formatter) => (count === 0 ? 'Chưa chọn mục nào.' : `Đã chọn ${n(count, formatter)} mục.`),
    selectedAll: 'Đã chọn tất cả.',
    selectedItem: ({ item }) => `Đã chọn ${String(item)}.`,
    longPressToSelect: 'Nhấn giữ để bắt đầu chọn.',
  },
  '@react-aria/combobox': {
    focusAnnouncement: ({ isGroupChange, groupTitle, groupCount, optionText, isSelected }, formatter) =>
      `${isGroupChange === true ? `Nhóm ${String(groupTitle)}, ${n(groupCount, formatter)} mục. ` : ''}${String(optionText)}${isSelected === true ? ', đang chọn' : ''}`,
    countAnnouncement: ({ optionCount }, formatter) => `Có ${n(optionCount, formatter)} gợi ý.`,
    selectedAnnouncement: ({ optionText }) => `${String(optionText)}, đã chọn`,
    buttonLabel: 'Xem gợi ý',
    listboxLabel: 'Gợi ý',
  },
  '@react-aria/dnd': {
    dragItem: ({ itemText }) => `Kéo ${String(itemText)}`,
    dragSelectedItems: ({ count }, formatter) => `Kéo ${n(count, formatter)} mục đã chọn`,
    dragDescriptionKeyboard: 'Bấm Enter để bắt đầu kéo.',
    dragDescriptionKeyboardAlt: 'Bấm Alt + Enter để bắt đầu kéo.',
    dragDescriptionTouch: 'Chạm hai lần để bắt đầu kéo.',
    dragDescriptionVirtual: 'Bấm để bắt đầu kéo.',
    dragDescriptionLongPress: 'Nhấn giữ để bắt đầu kéo.',
    dragSelectedKeyboard: ({ count }, formatter) => `Bấm Enter để kéo ${n(count, formatter)} mục đã chọn.`,
    dragSelectedKeyboardAlt: ({ count }, formatter) => `Bấm Alt + Enter để kéo ${n(count, formatter)} mục đã chọn.`,
    dragSelectedLongPress: ({ count }, formatter) => `Nhấn giữ để kéo ${n(count, formatter)} mục đã chọn.`,
    dragStartedKeyboard: 'Đang kéo. Bấm Tab đến chỗ thả rồi Enter để thả, Esc để thôi.',
    dragStartedTouch: 'Đang kéo. Đến chỗ thả rồi chạm hai lần.',
    dragStartedVirtual: 'Đang kéo. Đến chỗ thả rồi bấm chuột hoặc Enter.',
    endDragKeyboard: 'Đang kéo. Bấm Enter để thôi kéo.',
    endDragTouch: 'Đang kéo. Chạm hai lần để thôi kéo.',
    endDragVirtual: 'Đang kéo. Bấm để thôi kéo.',
    dropDescriptionKeyboard: 'Bấm Enter để thả, Esc để thôi kéo.',
    dropDescriptionTouch: 'Chạm hai lần để thả.',
    dropDescriptionVirtual: 'Bấm để thả.',
    dropCanceled: 'Đã thôi kéo.',
    dropComplete: 'Đã thả.',
    dropIndicator: 'chỗ thả',
    dropOnRoot: 'Thả vào đây',
    dropOnItem: ({ itemText }) => `Thả vào ${String(itemText)}`,
    insertBefore: ({ itemText }) => `Chèn trước ${String(itemText)}`,
    insertBetween: ({ beforeItemText, afterItemText }) => `Chèn giữa ${String(beforeItemText)} và ${String(afterItemText)}`,
    insertAfter: ({ itemText }) => `Chèn sau ${String(itemText)}`,
  },
};

/** Before the first render, when the window speaks Vietnamese. Changing the language asks for a reload before these follow. */
export function speakVietnamese(to: Window): void {
  Object.assign(to, { [Symbol.for('react-aria.i18n.locale')]: 'vi-VN', [Symbol.for('react-aria.i18n.strings')]: ariaWords });
}
