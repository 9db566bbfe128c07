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

live = coze.Publication(
    "live",
    bot_id=bot.id,
    space_id=bot.space_id,
    content_hash=bot.content_hash,
    promotion_hash=bot.promotion_hash,
    connector_ids=["1024", "999"],
)

pulumi.export("botId", bot.id)
pulumi.export("version", live.version)
