// AccessToken: type, the list and whoever asks, createAccessToken, revokeAccessToken, accessTokensChanged.
import { z } from 'zod';
import type { NewToken } from '../tokens/service.ts';
import { builder } from './builder.ts';
import { errorTypes } from './errors.ts';
import { keyOf } from './ids.ts';

const MOST_LISTED = 500;
const LISTED = 100;

const AccessTokenType = builder.prismaNode('AccessToken', {
  id: { field: 'id' },
  description: 'What lets a client in where the server asks for it. Its secret is shown once, when it is made.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Told as who did something.' }),
    startsWith: t.exposeString('startsWith', { description: 'The first characters of the secret, to recognise it by.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', nullable: true, description: 'Null: it does not expire.' }),
    lastUsedAt: t.expose('lastUsedAt', { type: 'DateTime', nullable: true, description: 'To the minute; null before the first use.' }),
    revokedAt: t.expose('revokedAt', { type: 'DateTime', nullable: true }),
  }),
});

const NewAccessTokenType = builder.objectRef<NewToken>('NewAccessToken').implement({
  description: 'A token that was just made.',
  fields: (t) => ({
    token: t.field({ type: AccessTokenType, resolve: ({ token }) => token }),
    secret: t.exposeString('secret', { description: 'Sent as "Authorization: Bearer …", or as { token } with connection_init. It cannot be read again.' }),
  }),
});

builder.queryFields((t) => ({
  asksForTokens: t.boolean({ description: 'Whether the server lets nobody in without an access token.', resolve: (_root, _args, { tokens }) => tokens.isAskedFor }),
  accessTokens: t.field({
    type: [AccessTokenType],
    description: 'The newest first, those that hold no more among them.',
    args: { first: t.arg.int({ required: true, defaultValue: LISTED, description: `At most ${MOST_LISTED}.`, validate: z.number().min(1).max(MOST_LISTED) }) },
    resolve: (_root, { first }, { tokens }) => tokens.listTokens(first),
  }),
  ownAccessToken: t.prismaField({
    type: 'AccessToken',
    nullable: true,
    description: 'The one that this request came with; null where none did.',
    resolve: (query, _root, _args, { caller, prisma }) => prisma.accessToken.findFirst({ ...query, where: { id: { in: caller ? [caller.tokenId] : [] } } }),
  }),
}));

const CreateAccessTokenInput = builder.inputType('CreateAccessTokenInput', {
  fields: (t) => ({
    name: t.string({ required: true, description: 'Who or what will use it: 1 to 60 characters.', validate: z.string().max(1_000) }),
    expiresInDays: t.int({ description: '1 to 3,650; without it the token does not expire.' }),
  }),
});

builder.mutationFields((t) => ({
  createAccessToken: t.field({
    type: NewAccessTokenType,
    description: 'Makes a token; its secret is in this answer and nowhere else.',
    errors: { types: errorTypes.createAccessToken },
    args: { input: t.arg({ type: CreateAccessTokenInput, required: true }) },
    resolve: (_root, { input: { name, expiresInDays } }, { tokens }) => tokens.createToken({ name, expiresInDays: expiresInDays ?? null }),
  }),
  revokeAccessToken: t.field({
    type: AccessTokenType,
    description: 'The token holds no more; what is open with it ends within seconds.',
    errors: { types: errorTypes.revokeAccessToken },
    args: { tokenId: t.arg.id({ required: true }) },
    resolve: (_root, { tokenId }, { tokens }) => tokens.revokeToken(keyOf('AccessToken', tokenId)),
  }),
}));

builder.subscriptionField('accessTokensChanged', (t) =>
  t.field({
    type: [AccessTokenType],
    description: `The newest ${LISTED}, now and whenever one was made, used or revoked.`,
    subscribe: (_root, _args, { tokens }) => tokens.tokenLists(LISTED),
    resolve: (list) => list,
  }),
);
