/**
 * Chat templates: from a conversation to the text that a checkpoint was trained on. {@link
 * dev.palimpsest.audit.chat.ChatTemplate} is the way in.
 *
 * <p>Templates are programs in Jinja, written for Python. Java's Jinja libraries bind {@code not x
 * is defined} differently, refuse {@code messages[::-1]} and {@code for … if …}, and leave out what
 * they cannot evaluate; a rendering that is a little wrong is worse than none here, since every
 * figure is computed from it. So the part of the language that templates use is interpreted here,
 * with Python's meaning of every operation: a template becomes {@link
 * dev.palimpsest.audit.chat.Token}s, a tree of {@link dev.palimpsest.audit.chat.Statement}s and
 * {@link dev.palimpsest.audit.chat.Expression}s, and then text. A tag, filter, test or method that
 * is not known is refused by its name. Templates reach nothing but the values that they are given.
 */
@NullMarked
package dev.palimpsest.audit.chat;

import org.jspecify.annotations.NullMarked;
