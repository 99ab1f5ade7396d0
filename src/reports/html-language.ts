import type { Language } from "../contracts/language.ts";

/** What HTML calls our languages: a browser picks fonts and line breaks by it. */
export const HTML_LANGUAGE: Readonly<Record<Language, string>> = { en: "en", zh: "zh-CN" };
