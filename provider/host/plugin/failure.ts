import { Metadata, status, type StatusObject } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { PartialFailure } from "../../lifecycle";
import { withoutTokens } from "../../values/tokens";
import { toStruct } from "./engine-values";

/** A method of the protocol that this plugin does not have. */
export class Unanswered extends Error {}

/** An error in the engine's form: its message, and after a partial failure the outputs so far. */
export function grpcFailure(error: unknown): Partial<StatusObject> {
  const message = withoutTokens(error instanceof Error ? error.message : String(error));
  // Only a bug of the package is shown with its stack.
  if (error instanceof TypeError || error instanceof ReferenceError) console.error(error.stack);
  if (!(error instanceof PartialFailure)) return { code: codeOf(error), details: message };
  const metadata = new Metadata();
  // The detail of an error travels in this header by a convention of gRPC.
  metadata.add("grpc-status-details-bin", Buffer.from(statusOf(error).serializeBinary()));
  return { code: status.UNKNOWN, details: message, metadata };
}

/** The status code of an error. The engine expects a special code if a plugin does not have a method. */
function codeOf(error: unknown): status {
  return error instanceof Unanswered ? status.UNIMPLEMENTED : status.UNKNOWN;
}

function statusOf({ id, outs, message }: PartialFailure): Status {
  const failed = new ErrorResourceInitFailed()
    .setId(id)
    .setProperties(toStruct(outs))
    .setReasonsList([withoutTokens(message)]);
  const detail = new Any();
  detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const result = new Status().setCode(status.UNKNOWN).setMessage(withoutTokens(message));
  result.addDetails(detail);
  return result;
}
