import { InvalidArgumentError } from "commander";
import { type Language, languageSchema } from "../contracts/language.ts";

/** Readers of flag values. Each throws what commander prints with the flag's name. */

export function commaList(value: string): string[] {
  const items = value
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
  if (items.length === 0) throw new InvalidArgumentError("expected names joined by commas");
  return items;
}

export function languageList(value: string): Language[] {
  return commaList(value).map(oneLanguage);
}

export function oneLanguage(value: string): Language {
  const parsed = languageSchema.safeParse(value);
  if (!parsed.success) {
    throw new InvalidArgumentError(`expected ${languageSchema.options.join(" or ")}, received "${value}"`);
  }
  return parsed.data;
}

export function positiveInteger(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError("expected a whole number from 1");
  return number;
}

export function dollars(value: string): number {
  const number = Number(value.replace(/^\$/, ""));
  if (value.trim() === "" || !Number.isFinite(number) || number < 0) {
    throw new InvalidArgumentError("expected an amount in US dollars, such as 0.50");
  }
  return number;
}

export function nonNegative(value: string): number {
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number) || number < 0)
    throw new InvalidArgumentError("expected a number from 0");
  return number;
}
