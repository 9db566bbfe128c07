import { codeOf, dataOf } from "../../provider/client/probe";
import { listIn, needed } from "../answers";
import type { Question } from "../question";

const PROCESSED_WITHIN_MS = 15_000;
const IDS_AS_TEXT = { "Agw-Js-Conv": "str" };
const STATUSES: Readonly<Record<number, string>> = { 0: "still processing", 1: "processed", 9: "failed" };

/** A question about a knowledge base, which is deleted afterwards. */
export const KNOWLEDGE: readonly Question[] = [
  {
    id: "document-processed",
    question: `Is a short text processed within ${PROCESSED_WITHIN_MS / 1000} s?`,
    expected: "processed",
    dependsOn: "resources/document/processing.ts waits up to processingTimeoutSeconds, 600 by default",
    otherwise: "Where it takes longer, `up` waits longer; where it fails, the document is put in anew.",
    safeWithBoth: true,
    writes: true,
    calls: 12,
    async ask(bot) {
      const body = { space_id: bot.workspace.spaceId, name: bot.name, format_type: 0 };
      const datasetId = String(
        needed(await bot.workspace.ask({ method: "POST", path: "/v1/datasets", body }))["dataset_id"],
      );
      try {
        const bases = [
          {
            name: "verify.txt",
            source_info: {
              document_source: 0,
              file_base64: Buffer.from("A quiet afternoon.").toString("base64"),
              file_type: "txt",
            },
          },
        ];
        const created = await bot.workspace.ask({
          method: "POST",
          path: "/open_api/knowledge/document/create",
          headers: IDS_AS_TEXT,
          body: { dataset_id: datasetId, document_bases: bases, chunk_strategy: { chunk_type: 0 }, format_type: 0 },
        });
        const documentId = String(listIn(needed(created), "document_infos")[0]?.["document_id"]);
        const seen = await bot.workspace.until(
          () => bot.workspace.ask(progressOf(datasetId, documentId)),
          (answer) => statusOf(answer) !== 0 && codeOf(answer) === 0,
          PROCESSED_WITHIN_MS,
        );
        return STATUSES[statusOf(seen) ?? -1] ?? "of unknown status";
      } finally {
        await bot.workspace.ask({ method: "DELETE", path: `/v1/datasets/${datasetId}` });
      }
    },
  },
];

function progressOf(datasetId: string, documentId: string) {
  return {
    method: "POST",
    path: `/v1/datasets/${datasetId}/process`,
    headers: IDS_AS_TEXT,
    body: { document_ids: [documentId] },
  } as const;
}

function statusOf(answer: Parameters<typeof dataOf>[0]): number | undefined {
  const status = listIn(dataOf(answer), "data")[0]?.["status"];
  return typeof status === "number" ? status : undefined;
}
