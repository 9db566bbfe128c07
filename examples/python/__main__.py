from pathlib import Path

import pulumi
import pulumi_coze as coze

prompt = (Path(__file__).parent / "prompts" / "support.md").read_text(encoding="utf-8")

bot = coze.Bot(
    "support",
    name="Support",
    prompt_info={"prompt": prompt},
    onboarding_info={
        "prologue": "Hi! How can I help?",
        "suggested_questions": ["Where is my order?"],
    },
)

live = coze.Publication("live", bot=bot, connector_ids=["API", "ChatSDK"])

pulumi.export("botId", bot.id)
pulumi.export("version", live.version)
