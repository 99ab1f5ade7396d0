const DIGITS = "零一二三四五六七八九";
const SMALL_UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const BIG_UNITS: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 };

/** A numeral in Chinese characters; "数千", "上万" and ordinals are none, hence the look-behind. */
export const HAN_NUMERAL = String.raw`(?<![零〇一二两三四五六七八九十百千万亿数几上成好第点\d]|\d\s)(?:[零〇一二两三四五六七八九十百千万亿]+(?:点[零一二三四五六七八九]+)?)`;

const ENGLISH: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  "forty-five": 45,
  fifty: 50,
  sixty: 60,
  ninety: 90,
};
export const ENGLISH_NUMERAL = `(?:${Object.keys(ENGLISH)
  .sort((a, b) => b.length - a.length)
  .join("|")})`;

/** "一千二百万" → 12000000, "两" → 2, "twelve" → 12; null for what is no numeral. */
export function readNumeral(text: string): number | null {
  const english = ENGLISH[text];
  if (english !== undefined) return english;
  const [whole = "", fraction = ""] = text.split("点");
  if (!/^[零〇一二两三四五六七八九十百千万亿]+$/.test(whole)) return null;
  const decimals = [...fraction].map((digit) => DIGITS.indexOf(digit)).join("");
  return readWhole(whole) + (decimals === "" ? 0 : Number(`0.${decimals}`));
}

function readWhole(text: string): number {
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const character of text.replaceAll("〇", "零").replaceAll("两", "二")) {
    const small = SMALL_UNITS[character];
    const big = BIG_UNITS[character];
    if (small !== undefined) {
      section += (digit === 0 ? 1 : digit) * small;
      digit = 0;
    } else if (big !== undefined) {
      total = (total + section + digit) * big;
      section = 0;
      digit = 0;
    } else digit = DIGITS.indexOf(character);
  }
  return total + section + digit;
}
