import * as bot from "../../provider/resources/bot/inputs";
import * as dataset from "../../provider/resources/dataset/inputs";
import * as document from "../../provider/resources/document/inputs";
import * as file from "../../provider/resources/file/inputs";
import * as publication from "../../provider/resources/publication/inputs";
import { sentence } from "../../provider/values/problem";

/** What is wrong with the inputs of each kind of resource, in the sentences that the hosts make of it. */
type Inputs = Record<string, unknown>;

export const botProblems = (inputs: Inputs): string[] => bot.botProblems(inputs).map(sentence);
export const datasetProblems = (inputs: Inputs): string[] => dataset.datasetProblems(inputs).map(sentence);
export const publicationProblems = (inputs: Inputs): string[] => publication.publicationProblems(inputs).map(sentence);
export const fileProblems = async (inputs: Inputs): Promise<string[]> =>
  (await file.fileProblems(inputs)).map(sentence);
export const documentProblems = async (inputs: Inputs): Promise<string[]> =>
  (await document.documentProblems(inputs)).map(sentence);
