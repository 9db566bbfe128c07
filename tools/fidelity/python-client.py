"""Runs Coze's official Python client through one life of a bot. The arguments: address, token, workspace."""

import json
import sys

from cozepy import BotPromptInfo, Coze, Message, PublishStatus, TokenAuth

url, token, space_id = sys.argv[1:]
coze = Coze(auth=TokenAuth(token=token), base_url=url)

bot = coze.bots.create(space_id=space_id, name="Official", prompt_info=BotPromptInfo(prompt="You are kind."))
coze.bots.update(bot_id=bot.bot_id, name="Official 2", prompt_info=BotPromptInfo(prompt="You are brief."))
draft = coze.bots.retrieve(bot_id=bot.bot_id, is_published=False, use_api_version=2)
coze.bots.publish(bot_id=bot.bot_id, connector_ids=["1024"])
live = coze.bots.retrieve(bot_id=bot.bot_id, is_published=True, use_api_version=2)
old = coze.bots.retrieve(bot_id=bot.bot_id)
listed = coze.bots.list(space_id=space_id, publish_status=PublishStatus.ALL, use_api_version=2)
events = coze.chat.stream(
    bot_id=bot.bot_id, user_id="somebody", additional_messages=[Message.build_user_question_text("Are you there?")]
)
answers = [event.message.content for event in events if event.event.value == "conversation.message.completed"]
coze.bots.unpublish(bot_id=bot.bot_id, connector_id="1024")

print(
    json.dumps(
        {
            "draft": [draft.name, draft.prompt_info.prompt],
            "live": [live.name, live.prompt_info.prompt],
            "old": [old.name, old.prompt_info.prompt],
            "listed": [item.name for item in listed.items],
            "answer": answers[0],
        }
    )
)
