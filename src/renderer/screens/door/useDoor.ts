import { useNavigate } from '@tanstack/react-router';
import { forgetSignIn } from '../../app/resume.ts';
import { useTell } from '../../app/station.tsx';
import { leave } from './left.ts';

/** The two ways to go: for a moment, and for good. */
export function useDoor() {
  const tell = useTell();
  const navigate = useNavigate();
  return {
    lock() {
      void tell('session.lock', {}, ['session.who']);
    },
    signOut() {
      leave();
      forgetSignIn();
      void tell('session.signOut', {}, ['session.who', 'station.door']).then(() => navigate({ to: '/' }));
    },
  };
}
