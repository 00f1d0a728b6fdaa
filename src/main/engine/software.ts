import manifest from '../../../package.json' with { type: 'json' };

/** The program's name and version, as packages, PDFs and the health screen say them. */
export const software = { name: 'Trạm Số Hóa', version: manifest.version } as const;
