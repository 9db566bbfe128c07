import { decide, type Verdict } from "../../../provider/client/http/policy";
import type { Failure } from "../../../provider/client/http/envelope";
import { OPERATIONS } from "../../../provider/client/http/operation";

const answered = (status: number, code?: number): Failure => ({
  kind: "answered",
  status,
  code,
  msg: undefined,
  logId: undefined,
  retryAfterMs: undefined,
  date: undefined,
});
const refused = (by: "network" | "proxy" | "certificate", lasts: boolean): Failure => ({
  kind: "refused",
  by,
  lasts,
  detail: "",
  cause: undefined,
});
const lost = (how: "reset" | "timeout" | "unreadable"): Failure => ({ kind: "lost", how, detail: "" });

/** The failure, what follows for what may be sent twice, and what for a create or a publish. */
const TABLE: [string, Failure, Verdict, Verdict][] = [
  ["refused before sending", refused("network", false), "retry", "retry"],
  ["a proxy that is not reached", refused("proxy", false), "retry", "retry"],
  ["a proxy that refuses", refused("proxy", true), "stop", "stop"],
  ["a certificate that is not trusted", refused("certificate", true), "stop", "stop"],
  ["reset", lost("reset"), "retry", "look"],
  ["timeout", lost("timeout"), "retry", "look"],
  ["unreadable 200", lost("unreadable"), "retry", "look"],
  ...[500, 502, 503, 504, 599].map((status): [string, Failure, Verdict, Verdict] => [
    `HTTP ${status}`,
    answered(status),
    "retry",
    "look",
  ]),
  ["HTTP 500 with a code", answered(500, 4000), "retry", "look"],
  ["code 5000", answered(200, 5000), "retry", "look"],
  ["HTTP 429", answered(429), "wait", "wait"],
  ["HTTP 429 with a code", answered(429, 4013), "wait", "wait"],
  ["HTTP 429 of an account without a quota", answered(429, 4028), "stop", "stop"],
  ["code 4009", answered(200, 4009), "wait", "wait"],
  ["code 4013", answered(200, 4013), "wait", "wait"],
  ["code 4020", answered(200, 4020), "wait", "wait"],
  ["busy behind a gateway's 503", answered(503, 4013), "wait", "wait"],
  ["HTTP 401", answered(401), "renew", "renew"],
  ["code 4100", answered(200, 4100), "renew", "renew"],
  ["code 700012006", answered(401, 700012006), "renew", "renew"],
  ...[4000, 4006, 4010, 4011, 4012, 4015, 4016, 4019, 4101, 4105, 4200, 4300, 1, -1].map(
    (code): [string, Failure, Verdict, Verdict] => [`code ${code}`, answered(200, code), "stop", "stop"],
  ),
  ...[201, 204, 301, 302, 307, 400, 403, 404, 405, 409, 413].map((status): [string, Failure, Verdict, Verdict] => [
    `HTTP ${status}`,
    answered(status),
    "stop",
    "stop",
  ]),
];

test.each(TABLE)("%s", (_case, failure, repeatable, once) => {
  expect(decide("read", failure)).toBe(repeatable);
  expect(decide("write", failure)).toBe(repeatable);
  expect(decide("once", failure)).toBe(once);
});

test("a billed call is sent again only once where it may have been done", () => {
  const expected = ({ kind, ...failure }: Failure, repeatable: Verdict, once: Verdict): Verdict => {
    if (once !== "look") return repeatable;
    return kind === "answered" && "status" in failure && failure.status === 200 ? "retry" : "again";
  };
  for (const [, failure, repeatable, once] of TABLE) {
    expect(decide("billed", failure)).toBe(expected(failure, repeatable, once));
  }
});

test("an answer that is too large would come again", () => {
  for (const repeat of ["read", "write", "once", "billed"] as const) {
    expect(decide(repeat, { kind: "lost", how: "oversized", detail: "" })).toBe("stop");
  }
});

test("create and publish happen once, a chat costs something, all other calls may be sent twice", () => {
  const kinds = Object.fromEntries(Object.entries(OPERATIONS).map(([name, { repeat }]) => [name, repeat]));
  expect(kinds).toEqual({
    createBot: "once",
    publishBot: "once",
    updateBot: "write",
    unpublishBot: "write",
    readBot: "read",
    readOnline: "read",
    listPublished: "read",
    listBots: "read",
    listVersions: "read",
    readUser: "read",
    listWorkspaces: "read",
    listWorkflows: "read",
    createCallback: "once",
    updateCallback: "write",
    deleteCallback: "write",
    listCallbacks: "read",
    listSubscriptions: "read",
    subscribe: "write",
    unsubscribe: "write",
    listMembers: "read",
    addMember: "write",
    updateMember: "write",
    removeMember: "write",
    readPlugin: "read",
    createDataset: "once",
    updateDataset: "write",
    deleteDataset: "write",
    listDatasets: "read",
    createDocument: "once",
    updateDocument: "write",
    updateCaption: "write",
    deleteDocument: "write",
    listDocuments: "read",
    readProgress: "read",
    uploadFile: "write",
    readFile: "read",
    chat: "billed",
    readChat: "read",
    listMessages: "read",
    cancelChat: "write",
    deleteConversation: "write",
  });
});

test("nothing that may have been done already is simply sent again", () => {
  for (const [, failure] of TABLE) {
    const mayBeDone = failure.kind === "lost" || (failure.kind === "answered" && failure.status >= 500);
    if (mayBeDone) expect(["look", "wait"]).toContain(decide("once", failure));
  }
});
