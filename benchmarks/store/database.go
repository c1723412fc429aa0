package main

import (
	corestore "cosmossdk.io/core/store"
	cosmosdb "github.com/cosmos/cosmos-db"
	iavldb "github.com/cosmos/iavl/db"
)

// database gives IAVL a cosmos-db backend, as the Cosmos SDK does, and counts the bytes of every batch.
type database struct {
	cosmosdb.DB
	bytes int64 // keys and values handed to the storage engine
}

var _ iavldb.DB = (*database)(nil)

func (d *database) Iterator(start, end []byte) (corestore.Iterator, error) {
	return d.DB.Iterator(start, end)
}

func (d *database) ReverseIterator(start, end []byte) (corestore.Iterator, error) {
	return d.DB.ReverseIterator(start, end)
}

func (d *database) NewBatch() corestore.Batch { return &batch{d.DB.NewBatch(), d} }

func (d *database) NewBatchWithSize(size int) corestore.Batch {
	return &batch{d.DB.NewBatchWithSize(size), d}
}

type batch struct {
	cosmosdb.Batch
	database *database
}

func (b *batch) Set(key, value []byte) error {
	b.database.bytes += int64(len(key) + len(value))
	return b.Batch.Set(key, value)
}

func (b *batch) Delete(key []byte) error {
	b.database.bytes += int64(len(key))
	return b.Batch.Delete(key)
}
