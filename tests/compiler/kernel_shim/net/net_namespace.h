/* SPDX-License-Identifier: MIT */
struct net;
