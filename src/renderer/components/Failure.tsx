import { CircleAlert } from 'lucide-react';
import type { CodedError } from '../../contract/result.ts';
import { useWords } from '../i18n/index.tsx';
import styles from './Failure.module.css';

/** One failure in three sentences: what happened, is my work safe, what to do. */
export function Failure({ error }: { error: { code: string; data: CodedError['data'] } }) {
  const { explain } = useWords();
  const words = explain(error);
  return (
    <div role="alert" className={styles['failure']}>
      <CircleAlert size={16} aria-hidden="true" />
      <p>
        <strong>{words.what}</strong> {words.safe} {words.todo}
      </p>
    </div>
  );
}
