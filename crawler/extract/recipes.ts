/** How one forum software lays out the posts of a thread. All are CSS selectors; `body`, `time`, `handle` and `floor` count within one post. */
export interface Recipe {
  readonly name: string;
  /** The box of one post, in the order of the page. */
  readonly post: string;
  readonly body: string;
  readonly time: string;
  readonly handle: string;
  readonly floor?: string;
  /** True where the opening post is floor 0 and the first reply floor 1. */
  readonly opensAtZero?: true;
}

/** Local forums first: Discuz! X and its phone pages, phpwind 8 and 9, Xiuno, Carbon, MyBB; then the others that are met. */
export const RECIPES: readonly Recipe[] = [
  {
    name: 'discuz',
    post: 'div[id^="post_"]:has([id^="postmessage_"]), table[id^="pid"]:has([id^="postmessage_"])',
    body: '[id^="postmessage_"], .t_f',
    time: 'em[id^="authorposton"], .authi em, .postinfo',
    handle: '.pls .authi a, .authi a.xw1, .postauthor cite a, .pi .authi a',
    floor: '.pi strong a, a[id^="postnum"], .postinfo strong',
  },
  {
    name: 'discuz-phone',
    post: '.postlist .plc, .viewthread .plc, .plc[id^="pid"]',
    body: '.message, [id^="postmessage_"]',
    time: '.authi .mtime, .mtime, .rela, .authi li.grey, .mtit .y, .authi em',
    handle: '.authi .mtit a, .authi a.blue, .authi b a, .authi a',
    floor: '.authi em, .mtit em',
  },
  {
    name: 'phpwind',
    post: '.floor:has(.editor_content), .J_read_floor, .read_t:has(.tpc_content), table.js-post:has(.tpc_content), .readTable:has([id^="read_"])',
    body: '.editor_content, .tpc_content, .f14[id^="read_"], [id^="read_"].f14',
    time: '.floor_top_tips .fl, .tipTop, .tiptop, .tpc_time',
    handle: '.floor_info .name a, .readName a, .r_two b, .user_name',
    floor: '.lou, .s3[onclick*="copyFloor"], a[onclick*="floor"]',
    opensAtZero: true,
  },
  {
    name: 'xiuno',
    post: '.card-thread:has(.message), .postlist > .post:has(.message):not(.newpost), tr.post:has(.message)',
    body: '.message',
    time: '.date',
    handle: '.username a, .username',
    floor: '.floor',
  },
  {
    name: 'carbon',
    post: '.main-box:has(> .topic-content), .comment-item',
    body: '.topic-content > [id^="p"], .comment-content > [id^="p"]',
    time: '.topic-title-date, .comment-content .float-right',
    handle: '.topic-title-date a, .comment-content .text-bold a',
    floor: '.commonet-count, .comment-count',
    opensAtZero: true,
  },
  {
    name: 'mybb',
    post: '#posts .post:has(.post_body), .post.classic:has(.post_body), table[id^="post_"]:has(.post_body)',
    body: '.post_body',
    time: '.post_date',
    handle: '.author_information .largetext, .post_author strong a',
    floor: '.post_head .float_right strong',
  },
  {
    name: 'xenforo',
    post: 'article.message--post, .js-messageCard, li.message:has(.messageText)',
    body: '.bbWrapper, .messageText',
    time: 'time, .message-date, .messageMeta .DateTime, .datePermalink',
    handle: '.message-name, .username',
    floor: '.message-attribution-opposite li:last-child, .postNumber',
  },
  {
    name: 'invision',
    post: 'article.ipsComment, article.cPost, article.ipsEntry, .post_block',
    body: '[data-role="commentContent"], .ipsRichText, .entry-content',
    time: 'time, abbr.published',
    handle: '.ipsComment_author .ipsType_break, .cAuthorPane_author a, .ipsEntry__username, .author',
  },
  {
    name: 'discourse',
    post: '.crawler-post, .topic-body[itemprop="comment"], .topic-body:has(.post), article[data-post-id]',
    body: '.post[itemprop="articleBody"], .post[itemprop="text"], .cooked, .post',
    time: 'time, .post-time',
    handle: '[itemprop="author"] [itemprop="name"], .creator a, .username a',
    floor: '[itemprop="position"]',
  },
  {
    name: 'nodebb',
    post: '[component="post"]',
    body: '[component="post/content"]',
    time: '.timeago, [itemprop="datePublished"]',
    handle: '[data-username], [itemprop="author"]',
  },
  {
    name: 'vbulletin',
    post: '[id^="edit"]:has([id^="post_message_"]), li.postcontainer:has(.postcontent), table[id^="post"]:has([id^="post_message_"]), .b-post:has(.b-post__content)',
    body: '[id^="post_message_"], .postcontent, .b-post__content [itemprop="text"]',
    time: '.postdate, .date, .tcell.thead, .thead, .b-post__timestamp',
    handle: '.bigusername, .username',
    floor: '.postcounter, [id^="postcount"]',
  },
  {
    name: 'phpbb',
    post: '.post:has(.postbody .content), .postbody:has(> .content)',
    body: '.content',
    time: 'time, .author, p.author',
    handle: '.username, .username-coloured, .author strong a',
  },
  {
    name: 'smf',
    post: '.post_wrapper',
    body: '.inner',
    time: '.smalltext, .postinfo, .keyinfo',
    handle: '.poster h4 a',
  },
  { name: 'fluxbb', post: '.blockpost', body: '.postmsg', time: 'h2 a, h2', handle: '.postleft dt', floor: '.conr' },
  {
    name: 'woltlab',
    post: 'article.message:has(.messageText)',
    body: '.messageText',
    time: 'time, woltlab-core-date-time',
    handle: '.username',
  },
  {
    name: 'bbpress',
    post: 'div:has(> .bbp-reply-content), div:has(> .bbp-topic-content)',
    body: '.bbp-reply-content, .bbp-topic-content',
    time: '.bbp-reply-post-date',
    handle: '.bbp-author-name',
    floor: '.bbp-reply-permalink',
  },
  { name: 'jforum', post: '.postItem', body: '.postText', time: '.postDate, .date', handle: '.username, .poster' },
  {
    name: 'tieba',
    post: '.l_post',
    body: '.d_post_content',
    time: '.post-tail-wrap .tail-info:last-child, .p_tail li:last-child',
    handle: '.p_author_name',
    floor: '.post-tail-wrap .tail-info',
  },
  {
    name: 'tianya',
    post: '.atl-item, .host-item',
    body: '.bbs-content',
    time: '.atl-info, .atl-menu',
    handle: '.js-vip-check',
  },
  {
    name: 'v2ex',
    post: '.topic-wrapper, .reply:has(.reply_content), .reply-item, .reply-box:has([class*="replycont-text"])',
    body: '.topic_content, .reply_content, .reply-content, [class*="replycont-text"]',
    time: '.ago, .time, [class*="time"], [class*="date"]',
    handle: '.dark, .reply-author, .name',
    floor: '.no, .floor',
  },
  {
    name: 'insided',
    post: '.qa-topic-first-post, .qa-topic-post-box',
    body: '.qa-topic-post-content',
    time: 'time, .qa-link-to-post',
    handle: '.post__user__info a',
  },
  {
    name: 'discussion-board',
    post: '.DiscussionBoard-item',
    body: '.DiscussionBoard-message',
    time: 'time',
    handle: '.DiscussionBoard-username',
  },
  {
    name: 'steam',
    post: '.forum_op, .commentthread_comment',
    body: ':scope > .content, .commentthread_comment_text',
    time: '.date, .commentthread_comment_timestamp',
    handle: '.author, .commentthread_author_link',
  },
];

/** Parts of a post that are not its own words: earlier posts, signatures, notes of edits, attachments, hidden noise against copying. */
export const NOT_OWN_WORDS =
  /(?:^|[\s_-])(?:quotes?|quotebox|quoteheader|quotefooter|quotecontent|blockquote|quotetitle|bbcodeblock--quote|ipsquote|ipsquote_citation|mycode_quote|reply_quote|quote_wrap|bbcode_container|signature|sign|sig|postsignature|pstatus|jammer|edited|edit-note|editnote|post_edit|lastedit|modified|attach\w*|aimg_tip|pattl|tattl|attnm|attach_popup|tip_4|rate|ratl|cm|psth|locked|quotemain|quote-container|expandcontent-link|bbcodeblock-expandlink|bbcodeblock-title|lightbox-wrapper-meta|author_info|post-quote|reply_ref|replyquote|pcbs|plc_mind|js-lbimage-title|attachbox|postedit|lastedited|smalltext-edit)(?:$|[\s_-])/i;
