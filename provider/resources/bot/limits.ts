/** The most characters in the texts of a bot. */
export interface Limits {
  readonly name: number;
  readonly description: number;
  readonly prologue: number;
  /** The limit of one suggested question. */
  readonly question: number;
}

/** The limits on the API's pages, which are those of coze.cn. */
export const MAINLAND: Limits = { name: 20, description: 500, prologue: 300, question: 50 };
/** The limits in the console of coze.com. */
const OVERSEAS: Limits = { name: 40, description: 800, prologue: 800, question: 90 };

/** The limits of the region of an API address. */
export function limitsAt(baseUrl: string): Limits {
  return /(^|\.)coze\.com$/.test(new URL(baseUrl).hostname) ? OVERSEAS : MAINLAND;
}
