import type { ReactNode } from 'react';
import type { SearchHit } from '../../../contract/routes/search.ts';
import { documentTypes } from '../../../contract/vocabulary.ts';
import { Thumb } from '../../components/Thumb.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './HitRow.module.css';

/** `Quyết định 45/QĐ-UBND · 12/03/2009`; what is not known is left out. */
export function nameOf({ fields }: Pick<SearchHit, 'fields'>): string {
  const type = documentTypes.find(({ code }) => code === fields.typeName)?.name ?? '';
  const number = [fields.codeNumber, fields.codeNotation].filter((part) => part !== '').join('/');
  return [[type, number].filter((part) => part !== '').join(' '), fields.issuedDate].filter((part) => part !== '').join(' · ');
}

/** One document that was found, and why. */
export function HitRow({ hit }: { hit: SearchHit }) {
  const { t } = useWords();
  const { page, snippet, found } = hit;
  const picture = page.clean ?? page.image;
  const name = nameOf(hit);
  return (
    <span className={styles['hit']}>
      <Thumb image={picture.image} width={picture.width} height={picture.height} frame={{ width: 76, height: 104 }} />
      <span className={styles['words']}>
        <span className={styles['name']}>{name === '' ? t('search.noName') : name}</span>
        <span className={styles['subject']}>{hit.fields.subject}</span>
        <span className={styles['snippet']}>
          {snippet.cut[0] && '… '}
          {marked(snippet)}
          {snippet.cut[1] && ' …'}
        </span>
        <span className={styles['place']}>
          <span className={styles['pages']}>
            {found.length > 1
              ? t('search.pagesFound', { n: found.length, of: hit.pages })
              : t('search.pageOf', { n: page.ordinal, of: hit.pages })}
          </span>
          <span className={styles['code']}>{hit.fileCode}</span>
          {!hit.confirmed && <span>{t('search.unconfirmed')}</span>}
        </span>
      </span>
    </span>
  );
}

function marked({ text, marks }: SearchHit['snippet']): ReactNode[] {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>);
    at = to;
  }
  return [...parts, text.slice(at)];
}
