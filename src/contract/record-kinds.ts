/** Kinds of records a backlog is counted by, with the names offices use. */
export const recordKindNames = {
  tthc: { vi: 'Hồ sơ TTHC', en: 'Administrative procedures' },
  archive: { vi: 'Hồ sơ lưu trữ', en: 'Archival files' },
  civil: { vi: 'Sổ hộ tịch', en: 'Civil-status books' },
  land: { vi: 'Hồ sơ địa chính', en: 'Land records' },
  correspondence: { vi: 'Công văn đi, đến', en: 'Correspondence' },
  other: { vi: 'Loại khác', en: 'Other' },
} as const satisfies Record<string, { vi: string; en: string }>;
