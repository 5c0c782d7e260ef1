import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { pseudo } from './pseudo.ts';

/** The languages of the console; the last is no language, but shows how texts that are longer and run from the right fit. */
export const LANGUAGES = { en: 'English', 'ar-XB': 'Ŕight to left (test)' } as const;
export type Language = keyof typeof LANGUAGES;

const RIGHT_TO_LEFT: readonly string[] = ['ar-XB'];
const KEPT = 'poolbook.language';

export const isRightToLeft = (language: string) => RIGHT_TO_LEFT.includes(language);
const isLanguage = (text: string | null): text is Language => text !== null && text in LANGUAGES;

/** The language asked for by the address, or chosen before, else English. */
function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('language');
  if (isLanguage(asked)) return asked;
  const kept = localStorage.getItem(KEPT);
  return isLanguage(kept) ? kept : 'en';
}

function apply(language: string): void {
  document.documentElement.lang = language;
  document.documentElement.dir = isRightToLeft(language) ? 'rtl' : 'ltr';
}

/** Puts the console into a language, and keeps the choice. */
export function chooseLanguage(language: Language): void {
  localStorage.setItem(KEPT, language);
  void i18next.changeLanguage(language);
}

await i18next.use(initReactI18next).init({
  ...{ lng: firstLanguage(), fallbackLng: 'en', resources: {}, ns: [], defaultNS: false },
  interpolation: { escapeValue: false },
  returnNull: false,
});
apply(i18next.language);
i18next.on('languageChanged', apply);

/** The locale by which numbers and days are written. */
export const localeOf = (language: string) => (language === 'ar-XB' ? 'en' : language);

/**
 * The texts of a part of the console, by flat keys; `{{name}}` is filled in, `key_one` and `key_other` are chosen by
 * `count`. Answers the hook that looks them up in the language of the moment.
 */
export function wordsOf<Texts extends Readonly<Record<string, string>>>(part: string, english: Texts) {
  i18next.addResourceBundle('en', part, english);
  i18next.addResourceBundle('ar-XB', part, pseudo(english));
  type Plural<Key> = Key extends `${infer Stem}_${'one' | 'other'}` ? Stem : never;
  type Name = (keyof Texts & string) | Plural<keyof Texts & string>;
  return () => {
    const { t } = useTranslation(part);
    const look = t as unknown as (name: string, values: object) => string;
    return (name: Name, values: Readonly<Record<string, unknown>> = {}): string => look(name, values);
  };
}
