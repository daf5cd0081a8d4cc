// The forms that variables of the environment have: whole numbers in a range, URLs, names of files.
import { z } from 'zod';

/** A whole number with a default, from `min` to `max`. */
export const whole = (fallback: number, min: number, max: number) => wholeNumber(min, max).default(fallback);

/** A whole number from `min` to `max`, or nothing. */
export const optionalWhole = (min: number, max: number) => wholeNumber(min, max).optional();

/** A URL of one of some schemes, or nothing. */
export const url = (...schemes: readonly string[]) => {
  const forms = schemes.map((scheme) => `${scheme}://…`).join(' or ');
  const isUrl = (text: string): boolean => URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1));
  return z.string().refine(isUrl, `must be a URL such as ${forms}`).optional();
};

function wholeNumber(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .pipe(z.number().min(min, message).max(max, message));
}
