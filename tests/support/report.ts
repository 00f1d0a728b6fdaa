/** The parts of `--json` answers that tests look at. */
export interface Refused {
  readonly ok: false;
  readonly error: { readonly code: string; readonly message: string };
}

export interface Problem {
  readonly code: string;
  readonly source: string;
  readonly page: number | null;
  readonly message: string;
}

export interface ReportedDocument {
  readonly docId: string;
  readonly sources: readonly string[];
  readonly pdf: string | null;
  readonly text: string | null;
  readonly pages: number;
  readonly signed: boolean;
  readonly warnings: readonly string[];
}

/** report.json of `tram digitise`. */
export interface Report {
  readonly ok: boolean;
  readonly pages: number;
  readonly peakRssMiB: number;
  readonly dossiers: readonly {
    readonly fileCode: string;
    readonly package: string | null;
    readonly documents: readonly ReportedDocument[];
  }[];
  readonly ledger: {
    readonly in: number;
    readonly blank: number;
    readonly separator: number;
    readonly clerk: number;
    readonly out: number;
  };
  readonly problems: readonly Problem[];
  readonly station: string | null;
}

/** `tram import --json`. */
export interface Imported {
  readonly ok: boolean;
  readonly files: number;
  readonly pages: number;
  readonly problems: readonly Problem[];
}

/** Every file a report says it captured. */
export function sourcesIn(report: Report): string[] {
  return report.dossiers.flatMap(({ documents }) => documents.flatMap(({ sources }) => sources));
}

/** What happened, is my work safe, what to do now: three sentences, each ended and with nothing left unfilled. */
export const threeSentences = /^[^{}]+[.!?][”"]? [^{}]+[.!?] [^{}]+\.$/su;
