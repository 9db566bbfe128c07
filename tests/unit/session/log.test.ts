import { asLines, type LogEntry } from "../../../provider/session/log";
import { Session } from "../../../provider/session/session";

test("a sink gets what a message is about as data", async () => {
  const entries: LogEntry[] = [];
  const session = new Session({ env: {}, log: (entry) => entries.push(entry) });
  session.log("waiting");
  await session.during({ kind: "Bot", resource: "support" }, () => {
    session.warn("its draft is kept", "7342");
    return Promise.resolve();
  });
  expect(entries).toEqual([
    { severity: "info", message: "waiting" },
    { severity: "warning", message: "its draft is kept", kind: "Bot", resource: "support", id: "7342" },
  ]);
});

test.each<[LogEntry, string]>([
  [{ severity: "info", message: "waiting" }, "coze: waiting"],
  [{ severity: "info", message: "waiting", kind: "File", resource: "logo" }, "coze:File logo: waiting"],
  [
    { severity: "warning", message: "it is kept", kind: "Bot", resource: "support", id: "7342" },
    "coze:Bot support (bot 7342): warning: it is kept",
  ],
  [
    { severity: "info", message: "it is due", kind: "Publication", resource: "live", id: "7342" },
    "coze:Publication live (bot 7342): it is due",
  ],
  [{ severity: "info", message: "x", kind: "Dataset", resource: undefined, id: "1" }, "coze:Dataset (dataset 1): x"],
])("a line names what the message is about: %j", (entry, line) => {
  const lines: string[] = [];
  asLines((text) => lines.push(text))(entry);
  expect(lines).toEqual([line]);
});
