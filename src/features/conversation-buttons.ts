/** Opens the form "Log a conversation"; no value. Handled by the conversations feature. */
export const openConversationForm = 'conversations.form.open';
