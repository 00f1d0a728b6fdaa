/** Words, numbers and dates. Screens use `useWords()`; nothing else writes text for people. */
import { createContext, use, useCallback, useEffect, useState, type ReactNode } from 'react';
import { IntlProvider, useIntl } from 'react-intl';
import { doubtWords } from '../../contract/doubts.ts';
import { errorCatalogue, explain, type ErrorCode, type Lang, type Words } from '../../contract/errors/index.ts';
import { toArchivalDate } from '../../contract/instant.ts';
import type { CodedError } from '../../contract/result.ts';
import type { Instant } from '../../contract/vocabulary.ts';
import { remember, recall } from '../app/memory.ts';
import { messages, type MessageKey } from './words.ts';

export type { MessageKey } from './words.ts';
interface Language {
  readonly lang: Lang;
  /** This person's own choice. */
  readonly setLang: (lang: Lang) => void;
  /** What is spoken here as long as nobody chose. */
  readonly setUsual: (lang: Lang) => void;
}
const LangContext = createContext<Language | null>(null);

/** What this person chose in this browser before, else what the station speaks, else Vietnamese. */
export function WordsProvider({ children }: { children: ReactNode }) {
  const [chosen, setChosen] = useState<Lang | null>(rememberedLang);
  const [usual, setUsual] = useState<Lang>('vi');
  const lang = chosen ?? usual;
  const setLang = useCallback((next: Lang) => {
    remember('lang', next);
    setChosen(next);
  }, []);
  useEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);
  return (
    <LangContext value={{ lang, setLang, setUsual }}>
      <IntlProvider locale={lang} messages={messages[lang]}>
        {children}
      </IntlProvider>
    </LangContext>
  );
}

function rememberedLang(): Lang | null {
  const lang = recall('lang');
  return lang === 'vi' || lang === 'en' ? lang : null;
}

export function useLang() {
  const context = use(LangContext);
  if (context === null) throw new Error('WordsProvider is missing');
  return context;
}

export function useWords() {
  const intl = useIntl();
  const { lang } = useLang();
  const t = (key: MessageKey, values?: Record<string, string | number>) => intl.formatMessage({ id: key }, values);
  return {
    t,
    number: (value: number) => intl.formatNumber(value),
    /** `12/06/2026`. */
    day: (at: Instant) => toArchivalDate(at),
    /** `12/06/2026 11:45`, in the zone of Vietnam, which is how instants are written. */
    minute: (at: Instant) => `${toArchivalDate(at)} ${at.slice(11, 16)}`,
    /** `4,1 MB`, `53 kB`. */
    size: (bytes: number) =>
      Math.abs(bytes) < 1_000_000
        ? `${intl.formatNumber(Math.round(bytes / 1000))}\u00a0kB`
        : `${intl.formatNumber(bytes / 1_000_000, { maximumFractionDigits: 1, minimumFractionDigits: 1 })}\u00a0MB`,
    /** `45 giây`, `12 phút`, `1 giờ 20`, `3 ngày`: as exact as a person needs. */
    duration: (seconds: number) => {
      const minutes = Math.round(seconds / 60);
      if (seconds < 60) return t('time.seconds', { n: Math.max(1, Math.round(seconds)) });
      if (minutes < 60) return t('time.minutes', { n: minutes });
      if (minutes >= 48 * 60) return t('time.days', { n: Math.round(minutes / 1440) });
      const [h, m] = [Math.floor(minutes / 60), minutes % 60];
      return m === 0 ? t('time.hours', { h }) : t('time.hoursMinutes', { h, m: String(m).padStart(2, '0') });
    },
    /** Why the machine doubts a description. */
    doubt: (code: string) => (code in doubtWords ? doubtWords[code as keyof typeof doubtWords][lang] : code),
    /** A remark of a step about a document, `low-dpi:1-3,7`: its kind in words, and the pages. */
    warning: (remark: string) => {
      const [kind = '', pages] = remark.split(':', 2);
      const words = `warning.${kind}` in messages.vi ? t(`warning.${kind}` as MessageKey) : kind;
      return pages === undefined ? words : `${words} (${t('warning.pages', { pages })})`;
    },
    /** The three sentences of a failure. */
    explain: (error: { code: string; data: CodedError['data'] }): Words =>
      isKnown(error.code)
        ? explain({ code: error.code, data: error.data }, lang)
        : {
            what: t('parked.unknown', { code: error.code }),
            safe: t('parked.unknownSafe'),
            todo: t('parked.unknownTodo'),
          },
  };
}

function isKnown(code: string): code is ErrorCode {
  return code in errorCatalogue;
}
