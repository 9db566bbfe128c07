/** The channel of the API, which calls mean where they name none. */
export const API_CHANNEL = "1024";
export const CHAT_SDK_CHANNEL = "999";
