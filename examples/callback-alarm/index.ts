import * as pulumi from "@pulumi/pulumi";
import { CozeCallback } from "pulumi-coze";

const config = new pulumi.Config();

const alarm = new CozeCallback("alarm", {
  name: "Alarm",
  url: config.require("alarmUrl"),
  events: ["bot.published", "bot.unpublished", "bot.deleted"],
});

export const callbackId = alarm.callbackId;
export const verifyToken = alarm.verifyToken;
