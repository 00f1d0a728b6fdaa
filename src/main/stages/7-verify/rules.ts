import type { DocumentState } from '../../../contract/views.ts';
import type { CodedError } from '../../../contract/result.ts';

/** One document that waits for approval, as the rule sees it. */
export interface ToApprove {
  readonly docId: string;
  readonly state: DocumentState;
  readonly described: boolean;
  /** Its PDF is finished and carries a signature: ours, or the one it came with. */
  readonly signed: boolean;
  readonly returned: boolean;
  /** Everybody who ever described it, or the dossier it is in. */
  readonly describers: readonly string[];
}

/**
 * Why `actor` may not approve these documents, or null: nobody verifies their own work, however long ago it was and whoever touched
 * it since, and only what is finished can be verified. All or nothing: the first document that stands against it is named.
 */
export function refuseApproval(actor: string, documents: readonly ToApprove[]): CodedError | null {
  for (const { docId, state, described, signed, returned, describers } of documents) {
    if (describers.includes(actor)) return { code: 'OWN_WORK', data: { name: actor, docId } };
    if (!described || !signed || returned) return { code: 'NOT_READY', data: { docId, state } };
  }
  return null;
}
