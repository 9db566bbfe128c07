import { route, type Route } from "./route";

export function userName(userId: string): string {
  return `user${userId.slice(-6)}`;
}

export const userRoutes: Route[] = [
  route("GET", "/v1/users/me", [], ({ identity: { userId } }) => ({
    user_id: userId,
    user_name: userName(userId),
    nick_name: userName(userId),
    avatar_url: "https://cdn.coze-emulator.invalid/avatar.png",
  })),
];
