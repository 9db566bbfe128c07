/** How many characters the texts of a bot may have. */
export interface Limits {
  readonly name: number;
  readonly description: number;
  readonly prologue: number;
  /** Of one suggested question. */
  readonly question: number;
}

/** As the pages of the API give them, which are those of coze.cn. */
export const MAINLAND: Limits = { name: 20, description: 500, prologue: 300, question: 50 };
/** As the console of coze.com has them. */
const OVERSEAS: Limits = { name: 40, description: 800, prologue: 800, question: 90 };

/** The limits of the region whose API has that address. */
export function limitsAt(baseUrl: string): Limits {
  return /(^|\.)coze\.com$/.test(new URL(baseUrl).hostname) ? OVERSEAS : MAINLAND;
}
