import { LoaderCircle, ShieldAlert, ShieldCheck } from 'lucide-react';
import { useRoute } from '../../app/station.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../i18n/index.tsx';

/** Whether the whole trail is as it was written. */
export function Chain() {
  const { t } = useWords();
  const verdict = useRoute('audit.verify', {}).data;
  if (verdict === undefined) return <Tag icon={LoaderCircle}>{t('audit.checking')}</Tag>;
  if (verdict.brokenAt === null) {
    return (
      <span title={t('audit.wholeHint', { n: verdict.entries })}>
        <Tag tone="accent" icon={ShieldCheck}>
          {t('audit.whole')}
        </Tag>
      </span>
    );
  }
  return (
    <span role="alert" title={t('audit.brokenHint')}>
      <Tag tone="bad" icon={ShieldAlert}>
        {t('audit.broken', { n: verdict.brokenAt })}
      </Tag>
    </span>
  );
}
