package dev.hilo.messaging.conversation;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.MessageId;
import dev.hilo.contracts.ThreadId;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.media.MediaLinks;

/** Makes the view of a message, the same for REST, sockets and events. */
@ApplicationScoped
public class Views {

    private final MediaLinks links;

    Views(MediaLinks links) {
        this.links = links;
    }

    public MessageView of(Message message) {
        var media = message.media.stream().map(links::viewOf).toList();
        var firstUrl = media.isEmpty() ? null : media.getFirst().url();
        return new MessageView(new MessageId(message.id), new ThreadId(message.threadId), message.seq,
                message.direction, message.status, message.from(), message.to(), message.body, media, firstUrl,
                message.providerMsgId, message.errorCode, message.errorText, message.repeats, message.author,
                message.participants, message.createdAt, message.updatedAt, message.readAt, message.sendAt,
                message.waiting, message.subject, message.mentions);
    }
}
