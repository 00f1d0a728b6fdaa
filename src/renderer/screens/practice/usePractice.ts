import { useNavigate } from '@tanstack/react-router';
import type { Role } from '../../../contract/vocabulary.ts';
import { rememberPart } from '../../app/practice.ts';
import { useCommand, useRoute } from '../../app/station.tsx';
import { toast } from '../../app/toasts.ts';
import { useWords } from '../../i18n/index.tsx';

/** Going to the practice station and back, and what can be done there. */
export function usePractice() {
  const { t, explain } = useWords();
  const navigate = useNavigate();
  const { data } = useRoute('practice.get', {});
  const enter = useCommand('practice.enter');
  const leave = useCommand('practice.leave');
  const reset = useCommand('practice.reset');
  const refused = {
    onError: ({ failure }: { failure: Parameters<typeof explain>[0] }) => toast({ words: explain(failure).what, tone: 'bad' }),
  };
  return {
    offered: data?.offered === true,
    part: data?.part ?? null,
    busy: enter.isPending || leave.isPending || reset.isPending,
    enter(part: Role) {
      enter.mutate(
        { part },
        {
          ...refused,
          onSuccess: () => {
            rememberPart(part);
            void navigate({ to: '/' });
          },
        },
      );
    },
    leave() {
      leave.mutate(
        {},
        {
          ...refused,
          onSuccess: () => {
            rememberPart(null);
            void navigate({ to: '/' });
          },
        },
      );
    },
    reset() {
      reset.mutate({}, { ...refused, onSuccess: () => toast({ words: t('practice.wasReset'), tone: 'good' }) });
    },
  };
}
