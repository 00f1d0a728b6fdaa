import { CircleHelp, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FieldSource } from '../../../contract/description.ts';
import type { PageView } from '../../../contract/views.ts';
import type { FieldName } from '../../../contract/vocabulary.ts';
import { Crop } from '../../components/Crop.tsx';
import { useWords } from '../../i18n/index.tsx';
import type { Doubt } from '../dossier/doubt.ts';
import { shownImage } from '../dossier/image.ts';
import styles from './DescribeForm.module.css';
import { placeOf } from './rules.ts';

/** A field with what the machine doubts about it: a mark, the reason, and the strip of paper it was read from. */
export function DescribeField(props: {
  name: FieldName;
  doubt: Doubt;
  reasons: readonly string[];
  source: FieldSource | undefined;
  pages: readonly PageView[];
  reading: boolean;
  half?: boolean;
  children: ReactNode;
}) {
  const { name, doubt, reasons, source, pages, reading, half = false, children } = props;
  const { t } = useWords();
  const place = placeOf(source, pages);
  const page = place === null ? undefined : pages[place.page - 1];
  const image = page === undefined ? null : shownImage(page);
  const Mark = doubt === 'confirm' ? TriangleAlert : CircleHelp;
  return (
    <div className={styles['field']} data-field={name} data-doubt={doubt} data-half={half} data-reading={reading}>
      {children}
      {reading && <p className={styles['reading']}>{t('describe.reading')}</p>}
      {doubt !== 'none' && (
        <div className={styles['doubt']}>
          <p className={styles['mark']}>
            <Mark size={13} aria-hidden="true" />
            <span>{reasons.length > 0 ? reasons.join(' ') : t(doubt === 'confirm' ? 'fields.doubt' : 'fields.look')}</span>
          </p>
          {place !== null && image !== null && (
            <Crop
              image={image}
              share={place.share}
              width={half ? 150 : 318}
              height={54}
              alt={t('describe.crop', { field: t(`field.${name}`), n: place.page })}
            />
          )}
        </div>
      )}
    </div>
  );
}
