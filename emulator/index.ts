export { startEmulator, type Emulator, type EmulatorOptions } from "./emulator";
export type { BotView, Snapshot, Version } from "./bots/bot";
export type { BotContent, BotPatch } from "./bots/content";
export type { Call } from "./call-log";
export type { Console } from "./console";
export type { FaultKind, FaultSpec } from "./faults/fault";
export type { FaultHandle } from "./faults/fault-queue";
export type { Settings, SettingsPatch } from "./settings";
