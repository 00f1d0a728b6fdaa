import { useNavigate } from '@tanstack/react-router';
import type { Role } from '../../../contract/vocabulary.ts';
import { rememberPart } from '../../app/practice.ts';
import { useCommand, useRoute, type CallError } from '../../app/station.tsx';
import { toast } from '../../app/toasts.ts';
import { useWords } from '../../i18n/index.tsx';
import type { TourStep } from './tour.ts';

/** Going to the practice station and back, and what can be done there. */
export function usePractice() {
  const { t, explain } = useWords();
  const navigate = useNavigate();
  const { data } = useRoute('practice.get', {});
  const enter = useCommand('practice.enter');
  const leave = useCommand('practice.leave');
  const reset = useCommand('practice.reset');
  /** By promise: a window that goes to another station is drawn anew, and whoever asked is gone when the answer comes. */
  async function after(asked: Promise<unknown>, next: () => void): Promise<void> {
    const failure = await asked.then(
      () => null,
      (error: CallError) => error.failure,
    );
    if (failure === null) next();
    else toast({ words: explain(failure).what, tone: 'bad' });
  }
  return {
    offered: data?.offered === true,
    part: data?.part ?? null,
    busy: enter.isPending || leave.isPending || reset.isPending,
    enter(part: Role, to: TourStep['to'] = '/') {
      void after(enter.mutateAsync({ part }), () => {
        rememberPart(part);
        void navigate({ to });
      });
    },
    leave() {
      void after(leave.mutateAsync({}), () => {
        rememberPart(null);
        void navigate({ to: '/' });
      });
    },
    reset() {
      void after(reset.mutateAsync({}), () => toast({ words: t('practice.wasReset'), tone: 'good' }));
    },
  };
}
