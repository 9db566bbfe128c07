import type { handleServerStreamingCall, handleUnaryCall } from "@grpc/grpc-js";
import type { EngineLog } from "./engine-log";
import { grpcFailure } from "./failure";

/** How methods of the protocol are served. The lines that one logs arrive before its answer. */
interface Answers {
  readonly unary: <Q, R>(answer: (request: Q) => R | Promise<R>) => handleUnaryCall<Q, R>;
  readonly streaming: <Q, R>(answer: (request: Q) => Promise<readonly R[]>) => handleServerStreamingCall<Q, R>;
}

export function answersWith(log: EngineLog): Answers {
  const answered = <R>(answer: () => R | Promise<R>): Promise<R> =>
    Promise.resolve()
      .then(answer)
      .finally(() => log.flush());
  return {
    unary: (answer) => (call, callback) => {
      answered(() => answer(call.request)).then(
        (response) => callback(null, response),
        (error: unknown) => callback(grpcFailure(error)),
      );
    },
    streaming: (answer) => (call) => {
      answered(() => answer(call.request)).then(
        (responses) => {
          for (const response of responses) call.write(response);
          call.end();
        },
        (error: unknown) => call.emit("error", grpcFailure(error)),
      );
    },
  };
}
