import type { handleServerStreamingCall, handleUnaryCall, Metadata } from "@grpc/grpc-js";
import type { EngineLog } from "./engine-log";
import { grpcFailure } from "./failure";
import type { Traces } from "./traces";

/** Adapters from functions to methods of the protocol. The log lines of a method arrive before its answer. */
interface Answers {
  readonly unary: <Q, R>(answer: (request: Q) => R | Promise<R>) => handleUnaryCall<Q, R>;
  readonly streaming: <Q, R>(answer: (request: Q) => Promise<readonly R[]>) => handleServerStreamingCall<Q, R>;
}

/** The adapters for a log. If the engine asks for spans, they arrive before the answer, too. */
export function answersWith(log: EngineLog, traces: Traces | undefined): Answers {
  const answered = <R>(metadata: Metadata, answer: () => R | Promise<R>): Promise<R> =>
    Promise.resolve()
      .then(() => (traces ? traces.within(metadata, answer) : answer()))
      .finally(() => Promise.all([log.flush(), traces?.flush()]));
  return {
    unary: (answer) => (call, callback) => {
      answered(call.metadata, () => answer(call.request)).then(
        (response) => callback(null, response),
        (error: unknown) => callback(grpcFailure(error)),
      );
    },
    streaming: (answer) => (call) => {
      answered(call.metadata, () => answer(call.request)).then(
        (responses) => {
          for (const response of responses) call.write(response);
          call.end();
        },
        (error: unknown) => call.emit("error", grpcFailure(error)),
      );
    },
  };
}
