import { type Language, languageSchema } from "../contracts/language.ts";

/** The languages a text is written in, each with the text. */
export function inEachLanguage(text: {
  readonly en: string;
  readonly zh?: string | undefined;
}): { readonly language: Language; readonly text: string }[] {
  return languageSchema.options.flatMap((language) => {
    const written = text[language];
    return written === undefined ? [] : [{ language, text: written }];
  });
}
