import type { JobView } from '../../contract/views.ts';
import { useWords } from '../i18n/index.tsx';

/** What a job is about, as a person calls it: `IMG_0042.jpg, trang 3` or `Văn bản 2`; nothing for a whole dossier. */
export function About({ about }: { about: JobView['about'] }) {
  const { t } = useWords();
  const { source, page, document } = about;
  if (document !== null) return t('dossier.document', { n: document });
  if (source === null) return null;
  return page === null || page === 1 ? source : t('about.page', { source, n: page });
}
