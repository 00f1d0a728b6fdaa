import { useState } from 'react';
import type { FieldProblem, FieldSources } from '../../../contract/description.ts';
import type { CodedError } from '../../../contract/result.ts';
import type { DescribeView } from '../../../contract/routes/describe.ts';
import type { DocumentFields } from '../../../contract/vocabulary.ts';
import { typedDate } from '../../../contract/typed-date.ts';
import { useCalls, useCommand } from '../../app/station.tsx';
import { toast } from '../../app/toasts.ts';
import { useWords } from '../../i18n/index.tsx';
import { useOpenDocument } from './useOpenDocument.ts';

interface Confirming {
  readonly documentId: string;
  readonly fields: DocumentFields;
  readonly sources: FieldSources;
  /** Warnings do not stop it. */
  readonly anyway: boolean;
}

/** Accepts a description: asked of the checks first, so that nothing is accepted by a key too many. Answers with what stopped it. */
export function useConfirm(view: DescribeView, onDone: (next: DescribeView['nextWaiting']) => void) {
  const { t } = useWords();
  const { call } = useCalls();
  const open = useOpenDocument();
  const [failure, setFailure] = useState<CodedError | null>(null);
  const [asking, setAsking] = useState(false);
  const command = useCommand('describe.confirm');

  async function confirm({ documentId, fields, sources, anyway }: Confirming): Promise<readonly FieldProblem[]> {
    if (asking || command.isPending) return [];
    setFailure(null);
    setAsking(true);
    // Enter in the date's own field: it was not left yet.
    const whole = { ...fields, issuedDate: typedDate(fields.issuedDate) ?? fields.issuedDate };
    const checked = await call('describe.check', { documentId, fields: whole });
    setAsking(false);
    if (!checked.ok) {
      setFailure(checked.error);
      return [];
    }
    const { problems } = checked.data;
    const stopping = problems.filter(({ severity }) => severity === 'error' || !anyway);
    if (stopping.length > 0) return stopping.toSorted((a, b) => a.severity.localeCompare(b.severity));
    command.mutate(
      { documentId, fields: whole, sources },
      {
        onSuccess: ({ next }) => {
          const { fileCode } = view;
          toast({
            words: t('describe.accepted', { n: view.place }),
            tone: 'quiet',
            undo: () => open(fileCode, documentId),
          });
          onDone(next);
        },
        onError: (error) => setFailure(error.failure),
      },
    );
    return [];
  }
  return { confirm, failure, busy: asking || command.isPending };
}
